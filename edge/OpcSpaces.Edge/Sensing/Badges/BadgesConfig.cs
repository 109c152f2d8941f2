using OpcSpaces.Settings;
namespace OpcSpaces.Edge.Sensing.Badges;

/// <summary>How card numbers become pseudonyms before they leave the gateway.</summary>
public sealed record BadgesConfig
{
    /// <summary>The file with the key of the community for this month (<see cref="BadgeKeyFile"/>). Only the user of the agent may read it; the agent also writes it, because each month has a new key.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>The time zone in which months begin, by its name in the system.</summary>
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
        if (hasReaders) rules.NotEmpty("keyFile", KeyFile, "give the file with the badge key of the community: card readers need it");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) rules.Fault("timeZone", $"\"{TimeZone}\"", "use a name that the system knows, for example \"Asia/Shanghai\"");
    }
}
