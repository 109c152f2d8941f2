namespace OpcSpaces.Settings;

/// <summary>Settings that cannot be used, with all their faults; the message has one line per fault.</summary>
public sealed class SettingsException(IReadOnlyList<SettingsFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<SettingsFault> Faults { get; } = faults;

    public static void ThrowIfAny(IReadOnlyList<SettingsFault> faults)
    {
        if (faults.Count > 0) throw new SettingsException(faults);
    }
}
