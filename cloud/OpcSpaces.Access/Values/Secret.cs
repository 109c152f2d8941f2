using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Access.Values;

/// <summary>
/// Random secrets of 256 bits. Only their hash is stored: for a secret that nobody can guess, SHA-256 needs neither salt nor many rounds
/// (NIST SP 800-63B §5.1.2.2).
/// </summary>
public static class Secret
{
    private const int Bytes = 32;
    private const int IdLength = 8;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789"; // without those that look alike

    /// <summary>A new secret, with a beginning that says what it is for.</summary>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A new public id, which is not secret.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(Letters, IdLength);

    /// <summary>Whether a text may be such an id.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.All(Letters.Contains);

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
