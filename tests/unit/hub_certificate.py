"""A hub's certificate, as it stands in files; nobody has its key any more."""

from __future__ import annotations

import ssl

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBITCByKADAgECAhRholGCVKfVu3wLeWG9+WA+Q6V7jTAKBggqhkjOPQQDAjAQ
MQ4wDAYDVQQDDAVodWItMTAgFw0wMDAxMDEwMDAwMDBaGA85OTk5MTIzMTAwMDAw
MFowEDEOMAwGA1UEAwwFaHViLTEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQW
iIXH//jl4ByiJYd4kAU3n4LSdZbNj9cYnFFIMK7cWivtzaPsev1eLaydvYadRrwh
Ne1OCVWDIxVFtBut2o8dMAoGCCqGSM49BAMCA0gAMEUCIG7T/0wAoUuwELs1rLiZ
JKzgGAgS5GryDh/hC/afKbj5AiEArPzp/znqCvHEuUfykTulQTtstCO6EhwPlQUb
/hr6Lt8=
-----END CERTIFICATE-----
"""
DER = ssl.PEM_cert_to_DER_cert(CERTIFICATE)
