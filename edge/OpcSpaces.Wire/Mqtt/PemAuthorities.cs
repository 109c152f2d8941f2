using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Reads the certificates of authorities from a PEM file.</summary>
public static class PemAuthorities
{
    /// <summary>At least one certificate.</summary>
    /// <exception cref="CryptographicException">The file has no certificate, or one that cannot be read. Without one, everybody would be refused.</exception>
    public static X509Certificate2Collection Read(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("no certificate is in it (BEGIN CERTIFICATE)");
    }
}
