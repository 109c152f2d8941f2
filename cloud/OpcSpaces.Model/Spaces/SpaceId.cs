using System.Text;

namespace OpcSpaces.Model.Spaces;

/// <summary>The rule for ids of communities, gateways and zones: they become levels of a Sparkplug topic (3.0 §4.1).</summary>
public static class SpaceId
{
    public const int MaximumBytes = 128;

    /// <summary>What is wrong with the id, as the end of a sentence; null when it is legal.</summary>
    public static string? Fault(string id) =>
        string.IsNullOrWhiteSpace(id) ? "is empty"
        : id.AsSpan().ContainsAny('+', '#', '/') ? "has one of + # / in it, which topics do not allow"
        : id.Any(char.IsControl) ? "has a control character in it"
        : Encoding.UTF8.GetByteCount(id) > MaximumBytes ? $"is longer than {MaximumBytes} bytes"
        : null;
}
