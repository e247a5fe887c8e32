/** Of an authority that ran out at the beginning of 2021; made for the tests. */
export const expiredCertificate = `-----BEGIN CERTIFICATE-----
MIIBDTCBtAIBATAKBggqhkjOPQQDAjATMREwDwYDVQQDDAhzd2FybS1jYTAeFw0y
MDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBMxETAPBgNVBAMMCHN3YXJtLWNh
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESsDNC4Az57EKhrzLsSG6RjE5aQex
848ZOP+qHnErkxiXqtvjTKt6zLxDi2czjXSpGGMJDBgTCxIVxKekLZUDpTAKBggq
hkjOPQQDAgNIADBFAiB41hue78r/BQ9o0K7sL+hjX+jPi+SnwQEwR5jwxoeangIh
APHxyQ5+Im2anLIgpn27l3vBvY6l0vPZbtoCZRhG64fe
-----END CERTIFICATE-----
`;
