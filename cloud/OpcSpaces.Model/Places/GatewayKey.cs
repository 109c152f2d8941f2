using System.Diagnostics.CodeAnalysis;

namespace OpcSpaces.Model.Places;

/// <summary>
/// Names a gateway: its community (the Sparkplug group) and its id there (the edge node). As text <c>community/gateway</c>, which is how
/// the journal stores it; neither id contains a slash.
/// </summary>
public readonly record struct GatewayKey(string Community, string Gateway)
{
    /// <exception cref="FormatException">The text is not <c>community/gateway</c>.</exception>
    public static GatewayKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is not a gateway's key, which is written community/gateway.");

    public static bool TryParse([NotNullWhen(true)] string? text, out GatewayKey key)
    {
        key = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || slash == text!.Length - 1 || text.IndexOf('/', slash + 1) >= 0)
            return false;
        key = new GatewayKey(text[..slash], text[(slash + 1)..]);
        return true;
    }

    public override string ToString() => $"{Community}/{Gateway}";
}
