namespace OpcSpaces.Edge.Config;

/// <summary>A configuration that cannot be used, with all its faults.</summary>
public sealed class ConfigurationException(IReadOnlyList<ConfigFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<ConfigFault> Faults { get; } = faults;

    internal static void ThrowIfAny(IReadOnlyList<ConfigFault> faults)
    {
        if (faults.Count > 0) throw new ConfigurationException(faults);
    }
}
