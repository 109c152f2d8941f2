using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>
/// The key of a community for one month. A pseudonym is the HMAC-SHA-256 of a card's number with this key (RFC 2104), cut to 128
/// bits. The key of the next month is made from this one by HMAC as well, and the old key is deleted. So somebody who gets a key
/// cannot find out the cards of earlier months by trying all card numbers, of which there are few.
/// </summary>
internal sealed class BadgeKey(BadgeMonth month, byte[] key)
{
    public const int Bytes = 32;

    private const int PseudonymBytes = 16;
    private static readonly byte[] NumberLabel = "opcspaces badge number\0"u8.ToArray();

    public BadgeMonth Month => month;

    /// <summary>Makes the key of a later month. This key stays as it is.</summary>
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

    /// <summary>The pseudonym of a card: 32 letters from g to v. No decimal or hexadecimal number can appear in it by accident.</summary>
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

    /// <summary>The content of the key file. Use it for nothing else.</summary>
    public string ToSecretLine() => $"{month} {Convert.ToHexStringLower(key)}\n";

    /// <summary>Overwrites the key in memory.</summary>
    public void Erase() => CryptographicOperations.ZeroMemory(key);
}
