using System.Text.Json;

namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>The kinds of faults and frauds. In camel case they are the names in files and in the ground truth.</summary>
public enum ScriptKind
{
    /// <summary>The sensor is always active.</summary>
    StuckOn,

    /// <summary>The sensor is never active.</summary>
    StuckOff,

    /// <summary>The line chatters; a chip returns wrong values.</summary>
    Noisy,

    /// <summary>The sensor sends nothing any more: a line keeps its level, a chip does not answer.</summary>
    Silent,

    /// <summary>The wire is unplugged: a line goes to its resistor's level, a chip does not answer.</summary>
    Unplugged,

    /// <summary>Something is left on: a meter measures some watts more.</summary>
    LeftOn,

    /// <summary>A party: people go into a room with light barriers, and leave at the end.</summary>
    Crowd,

    /// <summary>A gateway has no power.</summary>
    GatewayDead,

    /// <summary>A gateway's clock is wrong by some seconds.</summary>
    ClockWrong,

    /// <summary>One gateway or all gateways cannot reach the broker.</summary>
    BrokerAway,

    /// <summary>Fraud: warm air in front of a motion detector.</summary>
    Heater,

    /// <summary>Fraud: a turning object in front of a motion detector, which sees it almost always.</summary>
    Fan,

    /// <summary>Fraud: yesterday's signals are played into the wires again.</summary>
    ReplayedYesterday,

    /// <summary>Fraud: one person shows the cards of ten.</summary>
    TenCards,

    /// <summary>Fraud: a zone's sensors are unplugged in the hours in which it is empty.</summary>
    UnpluggedWhenEmpty,

    /// <summary>Fraud: a circuit makes motion at regular intervals.</summary>
    TooRegular,
}

/// <summary>The properties of each <see cref="ScriptKind"/>.</summary>
internal static class ScriptKinds
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<ScriptKind>().Select(NameOf)];

    public static string NameOf(ScriptKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static ScriptKind Parse(string name) => Enum.Parse<ScriptKind>(name, ignoreCase: true);

    public static bool IsFraud(ScriptKind kind) => kind >= ScriptKind.Heater;

    /// <summary>Whether it affects gateways and not the sensors of a zone.</summary>
    public static bool IsOfGateway(ScriptKind kind) => kind is ScriptKind.GatewayDead or ScriptKind.ClockWrong or ScriptKind.BrokerAway;

    /// <summary>Whether it needs a point; otherwise it may affect a whole zone.</summary>
    public static bool NeedsPoint(ScriptKind kind) => kind is ScriptKind.Heater or ScriptKind.Fan or ScriptKind.TooRegular or ScriptKind.TenCards or ScriptKind.LeftOn or ScriptKind.Crowd;
}
