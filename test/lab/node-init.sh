#!/bin/bash
# PID 1 of one node, in new mount, UTS, IPC and PID namespaces and the node's network namespace.
# Arguments: name, folder, hosts file, resolv.conf.
set -eu
name=$1 folder=$2 hosts=$3 resolv=$4
read -r outer _ </proc/self/stat # /proc is still the host's: this is our pid as the host sees it
hostname "$name"
# /sys must be that of this network namespace; the cgroups stay the machine's.
mkdir -p "$folder/cgroup"
mount --rbind /sys/fs/cgroup "$folder/cgroup"
mount -t sysfs sysfs /sys
mount --rbind "$folder/cgroup" /sys/fs/cgroup
umount -l "$folder/cgroup"
mount -t proc proc /proc
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/tmp
mount -t tmpfs -o mode=755 tmpfs /opt # containerd makes a folder there
mount --bind "$folder/data" /var/lib/docker
mount --bind "$folder/etc" /etc/docker
mount --bind "$hosts" /etc/hosts
mount --bind "$resolv" /etc/resolv.conf
echo "$outer" >"$folder/init.pid.new"
mv "$folder/init.pid.new" "$folder/init.pid"
trap : TERM HUP INT
# bash as PID 1 reaps whatever is left to it.
while :; do sleep 86400 & wait $! || true; done
