using System.Text.Json;

namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>What a script can do to a building; the names in camel case are those of the file and of the ground truth.</summary>
public enum ScriptKind
{
    /// <summary>The sensor says "yes" all the time.</summary>
    StuckOn,

    /// <summary>The sensor says "no" all the time.</summary>
    StuckOff,

    /// <summary>The line chatters; a chip says anything.</summary>
    Noisy,

    /// <summary>The sensor says nothing any more: a line keeps its level, a chip does not answer.</summary>
    Silent,

    /// <summary>The wire is out: a line falls to its resistor's level, a chip does not answer.</summary>
    Unplugged,

    /// <summary>A whole gateway is without power.</summary>
    GatewayDead,

    /// <summary>A gateway's clock is wrong by some seconds.</summary>
    ClockWrong,

    /// <summary>A gateway does not reach the broker, or none does.</summary>
    BrokerAway,

    /// <summary>Fraud: warm air in front of a motion detector.</summary>
    Heater,

    /// <summary>Fraud: something that turns in front of a motion detector and is seen nearly always.</summary>
    Fan,

    /// <summary>Fraud: yesterday's signals are played into the wires again.</summary>
    ReplayedYesterday,

    /// <summary>Fraud: one person shows the cards of ten.</summary>
    TenCards,

    /// <summary>Fraud: a zone's sensors are unplugged in the hours in which it is empty.</summary>
    UnpluggedWhenEmpty,

    /// <summary>Fraud: a circuit makes motion at even intervals.</summary>
    TooRegular,
}

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
