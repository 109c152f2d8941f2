using System.Globalization;
using OpcSpaces.Files;
using OpcSpaces.Settings;
using OpcSpaces.Timing;

namespace OpcSpaces.Cloud.Settings;

/// <summary>
/// The clock of a data directory: the right one, but for a demonstration. There the file <c>demo-clock</c> says by how many seconds its clock is ahead, so that the cloud, and each command that reads
/// the same data, has the time that the simulated building has.
/// </summary>
internal static class DataClock
{
    /// <summary>One line of ASCII with a number of seconds, negative where the clock is behind.</summary>
    public const string FileName = "demo-clock";

    private const int MostBytes = 64;

    // A demonstration begins on the last workday, or the next one.
    private static readonly double MostSeconds = TimeSpan.FromDays(400).TotalSeconds;

    /// <summary>The clock.</summary>
    /// <param name="dataDirectory">Of the cloud; it need not exist.</param>
    /// <exception cref="NamedFileException">The file cannot be read, or holds something else.</exception>
    public static TimeProvider Of(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, FileName);
        if (!Path.Exists(file)) return TimeProvider.System;
        var text = NamedFile.ReadAllText(file, MostBytes).Trim();
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) <= MostSeconds
            ? new ShiftedTime(TimeProvider.System, TimeSpan.FromSeconds(seconds))
            : throw new NamedFileException(file, "does not hold a number of seconds", "delete it for the right time");
    }

    /// <summary>A shifted clock is for demonstrations: what real people and gateways do must have its right time.</summary>
    public static void Check(SettingsRules rules, CloudOptions options)
    {
        try
        {
            if (Of(options.DataDirectory) is ShiftedTime && !options.Access.DemoVisitor)
                rules.Fault("dataDirectory", $"\"{options.DataDirectory}\"", $"it is of a demonstration, whose clock is shifted: add --demo-visitor, or delete {Path.Combine(options.DataDirectory, FileName)}");
        }
        catch (NamedFileException e)
        {
            rules.Fault("dataDirectory", $"\"{options.DataDirectory}\"", e.Message);
        }
    }
}
