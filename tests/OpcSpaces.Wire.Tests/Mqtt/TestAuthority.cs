using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OpcSpaces.Testing;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A certificate authority of one test: PEM files for a broker, for clients, and for itself.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset NotBefore = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NotAfter = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new("mqtt-tls");
    private readonly X509Certificate2 _authority;
    private int _issued;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(NotBefore, NotAfter);
        File.WriteAllText(CaFile, _authority.ExportCertificatePem());
    }

    public string CaFile => _directory.File("ca.pem");

    /// <summary>A certificate for a common name; a server's certificate also has host names or addresses.</summary>
    public (string CertificateFile, string KeyFile) Issue(string commonName, params string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        if (hosts.Length > 0)
            request.CertificateExtensions.Add(Names(hosts));
        var number = ++_issued;
        using var certificate = request.Create(_authority, NotBefore, NotAfter.AddDays(-1), [(byte)number]);
        var files = (CertificateFile: _directory.File($"{number}.pem"), KeyFile: _directory.File($"{number}.key"));
        File.WriteAllText(files.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(files.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    private static X509Extension Names(string[] hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }
}
