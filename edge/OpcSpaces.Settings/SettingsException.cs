namespace OpcSpaces.Settings;

/// <summary>Settings that cannot be used, with all their faults; the message has one line per fault, as far as <see cref="MostShown"/>.</summary>
public sealed class SettingsException(IReadOnlyList<SettingsFault> faults) : Exception(string.Join(Environment.NewLine, LinesOf(faults)))
{
    /// <summary>A generated file may repeat one fault in every row: people get the first ones and the count of the others.</summary>
    public const int MostShown = 100;

    public IReadOnlyList<SettingsFault> Faults { get; } = faults;

    /// <summary>One line for each fault, for people: at most <see cref="MostShown"/>, and one more that counts the rest.</summary>
    public IReadOnlyList<string> Lines => LinesOf(Faults);

    public static void ThrowIfAny(IReadOnlyList<SettingsFault> faults)
    {
        if (faults.Count > 0) throw new SettingsException(faults);
    }

    private static List<string> LinesOf(IReadOnlyList<SettingsFault> faults)
    {
        List<string> lines = [.. faults.Take(MostShown).Select(fault => fault.ToString())];
        if (faults.Count > MostShown) lines.Add($"and {faults.Count - MostShown} more faults");
        return lines;
    }
}
