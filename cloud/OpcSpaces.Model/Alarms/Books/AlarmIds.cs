using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Model.Alarms.Books;

/// <summary>Ids of alarms: when it was raised, and a part of the hash of what it is about, such as <c>20261130T091500000-3fa1c2d4e50b6a7988f0e1d2c3b4a596</c>. Equal alarms get equal ids.</summary>
public static class AlarmIds
{
    // What it is about has names that gateways choose: nobody must find two with equal ids.
    private const int HashBytes = 16;

    public static string Of(in AlarmKey key, DateTimeOffset raisedAt)
    {
        var (kind, subject) = (key.Kind, key.Subject);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{subject.Kind}\n{subject.Community}\n{subject.Zone}\n{subject.Id}"));
        return string.Create(CultureInfo.InvariantCulture, $"{raisedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}");
    }
}
