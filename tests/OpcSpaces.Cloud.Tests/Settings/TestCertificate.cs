using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpcSpaces.Cloud.Tests.Settings;

/// <summary>A certificate that signs itself.</summary>
internal static class TestCertificate
{
    /// <param name="withKey">Followed by its private key.</param>
    public static string Pem(bool withKey = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem() + (withKey ? $"\n{key.ExportPkcs8PrivateKeyPem()}\n" : "");
    }

    /// <summary>A private key without a certificate.</summary>
    public static string KeyPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
