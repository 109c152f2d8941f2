using System.Text;

namespace OpcSpaces.Points;

/// <summary>
/// The rule for the ids of communities, gateways, zones and hosts: each becomes one level of a Sparkplug topic
/// (Sparkplug B 3.0 §4.1: UTF-8 without <c>+ / #</c>), with a limit of our own on the length.
/// What is made anew is also without what nobody sees; what exists already may have it, and is read as it is.
/// </summary>
public static class EntityId
{
    /// <summary>The longest id that is accepted, in UTF-8 bytes.</summary>
    public const int MaxBytes = 128;

    /// <summary>Returns what is wrong with an id, as the end of a sentence, or null when the id is valid.</summary>
    public static string? Fault(string id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return "is empty";
        foreach (var c in id)
        {
            if (c is '+' or '#' or '/')
                return $"contains '{c}', which is not allowed in topics";
            if (char.IsControl(c))
                return "contains a control character";
        }
        if (!IsWellFormed(id))
            return "contains half of a surrogate pair";
        return Encoding.UTF8.GetByteCount(id) > MaxBytes ? $"is longer than {MaxBytes} UTF-8 bytes" : null;
    }

    /// <summary>The same for an id that somebody makes: it does not look like another one either.</summary>
    public static string? FaultOfNew(string id)
    {
        if (Fault(id) is { } fault)
            return fault;
        if (id.EnumerateRunes().Any(Letters.IsInvisible))
            return "contains an invisible character";
        return char.IsWhiteSpace(id[0]) || char.IsWhiteSpace(id[^1]) ? "begins or ends with a space" : null;
    }

    private static bool IsWellFormed(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (!char.IsSurrogate(id[i]))
                continue;
            if (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
