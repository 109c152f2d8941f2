using System.Text;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>The rule for group, edge node, device and host ids (Sparkplug B 3.0 §4.1: UTF-8 without <c>+ / #</c>), with a bound of our own on their length.</summary>
public static class SparkplugId
{
    /// <summary>The longest id that is accepted, in UTF-8 bytes.</summary>
    public const int MaxBytes = 128;

    /// <summary>Says what is wrong with an id, or null when it may stand in a topic.</summary>
    public static string? Validate(string id)
    {
        if (id.Length == 0)
            return "is empty";
        foreach (var c in id)
        {
            if (c is '+' or '#' or '/')
                return $"contains '{c}', which has a meaning in topics";
            if (char.IsControl(c))
                return "contains a control character";
        }
        if (!IsWellFormed(id))
            return "contains half a surrogate pair";
        return Encoding.UTF8.GetByteCount(id) > MaxBytes ? $"is longer than {MaxBytes} UTF-8 bytes" : null;
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
