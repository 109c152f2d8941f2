using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Notices.Sending;

/// <summary>
/// Signs messages as Standard Webhooks 1.0.0 says (https://www.standardwebhooks.com): HMAC-SHA-256 over <c>id.timestamp.body</c> with the bytes behind
/// <c>whsec_</c>, in base64 behind <c>v1,</c>. A receiver refuses a timestamp that is more than some minutes away, and an id that it has had.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32; // 24 to 64

    /// <summary>A new secret.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The headers of a message.</summary>
    /// <param name="secret">As <see cref="NewSecret"/> made it.</param>
    /// <param name="id">The id of the message.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="body">The bytes that are sent.</param>
    public static IReadOnlyDictionary<string, string> Headers(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), content));
        return new Dictionary<string, string> { [IdHeader] = id, [TimestampHeader] = seconds, [SignatureHeader] = $"v1,{signature}" };
    }
}
