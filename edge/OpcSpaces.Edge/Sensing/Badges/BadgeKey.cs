using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// A community's key of one month. A pseudonym is HMAC-SHA-256 of a card's number under it (RFC 2104), cut to 128 bits. The next
/// month's key is made from it by HMAC too, so that who finds a key can follow no card through the months before: card numbers
/// are few, and every one of them could be tried with the old key.
/// </summary>
internal sealed class BadgeKey(BadgeMonth month, byte[] key)
{
    public const int Bytes = 32;

    private const int PseudonymBytes = 16;
    private static readonly byte[] NumberLabel = "opcspaces badge number\0"u8.ToArray();

    public BadgeMonth Month => month;

    /// <summary>The key of a later month; this one stays as it is.</summary>
    public BadgeKey RatchetTo(BadgeMonth later)
    {
        var next = (byte[])key.Clone();
        for (var at = month; at < later;)
        {
            at = at.Next;
            HMACSHA256.HashData(next, Encoding.ASCII.GetBytes($"opcspaces badge month {at}"), next);
        }

        return new BadgeKey(later, next);
    }

    /// <summary>32 letters from g to v: whatever number is looked for in a pseudonym, decimal or hexadecimal, is not in it by accident.</summary>
    public string PseudonymOf(BadgeNumber number)
    {
        Span<byte> message = stackalloc byte[NumberLabel.Length + 1 + BadgeNumber.MostBytes];
        NumberLabel.CopyTo(message);
        message[NumberLabel.Length] = (byte)number.Format;
        number.Bytes.CopyTo(message[(NumberLabel.Length + 1)..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message[..(NumberLabel.Length + 1 + number.Bytes.Length)], hash);
        CryptographicOperations.ZeroMemory(message);
        Span<char> letters = stackalloc char[2 * PseudonymBytes];
        for (var i = 0; i < PseudonymBytes; i++) (letters[2 * i], letters[(2 * i) + 1]) = ((char)('g' + (hash[i] >> 4)), (char)('g' + (hash[i] & 15)));
        return new string(letters);
    }

    /// <summary>For the key file and nothing else.</summary>
    public string ToSecretLine() => $"{month} {Convert.ToHexStringLower(key)}\n";

    /// <summary>Forgets the key.</summary>
    public void Erase() => CryptographicOperations.ZeroMemory(key);
}
