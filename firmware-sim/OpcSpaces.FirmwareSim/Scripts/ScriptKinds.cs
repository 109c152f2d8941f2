using System.Text.Json;

namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>What holds for each <see cref="ScriptKind"/>.</summary>
internal static class ScriptKinds
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<ScriptKind>().Select(NameOf)];

    public static string NameOf(ScriptKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static ScriptKind Parse(string name) => Enum.Parse<ScriptKind>(name, ignoreCase: true);

    public static bool IsFraud(ScriptKind kind) => kind >= ScriptKind.Heater;

    /// <summary>Whether it happens to a gateway and not to a zone's sensors; the broker may be away for one or for all.</summary>
    public static bool IsOfGateway(ScriptKind kind) => kind is ScriptKind.GatewayDead or ScriptKind.ClockWrong or ScriptKind.BrokerAway;

    /// <summary>Whether it needs a point, or may take a whole zone.</summary>
    public static bool NeedsPoint(ScriptKind kind) => kind is ScriptKind.Heater or ScriptKind.Fan or ScriptKind.TooRegular or ScriptKind.TenCards;
}
