namespace OpcSpaces.Settings;

/// <summary>A configuration that cannot be used, with all its faults.</summary>
public sealed class SettingsException(IReadOnlyList<SettingsFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<SettingsFault> Faults { get; } = faults;

    public static void ThrowIfAny(IReadOnlyList<SettingsFault> faults)
    {
        if (faults.Count > 0) throw new SettingsException(faults);
    }
}
