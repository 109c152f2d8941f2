using OpcSpaces.Settings;
namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>How card numbers become pseudonyms before they leave the gateway.</summary>
public sealed record BadgesConfig
{
    /// <summary>Holds the community's key of the month (<see cref="Sensing.Badges.BadgeKeyFile"/>); readable by the agent's user alone, and writable, because each month's key is put in the last one's place.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Whose calendar the months are, as the system names it.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    internal static BadgesConfig From(SettingsSection badges)
    {
        var defaults = new BadgesConfig();
        return new BadgesConfig
        {
            KeyFile = badges.Text("keyFile", defaults.KeyFile),
            TimeZone = badges.Text("timeZone", defaults.TimeZone),
        };
    }

    internal void Check(SettingsRules rules, bool hasReaders)
    {
        if (hasReaders) rules.NotEmpty("keyFile", KeyFile, "name the file with the community's key: card readers need it");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) rules.Fault("timeZone", $"\"{TimeZone}\"", "use a name that the system knows, as \"Asia/Shanghai\"");
    }
}
