namespace OpcSpaces.Wire.Mqtt.Mosquitto;

/// <summary>Loads libmosquitto once for the process, looks at its version, and says what is missing.</summary>
internal static unsafe class MosquittoLibrary
{
    private static readonly Lazy<string?> Fault = new(Load);

    /// <summary>Null when the library can be used.</summary>
    internal static string? WhyNot => Fault.Value;

    internal static void Require()
    {
        if (WhyNot is { } fault)
            throw new DllNotFoundException(fault);
    }

    private static string? Load()
    {
        int major = 0, minor = 0, revision = 0;
        try
        {
            _ = LibMosquitto.Version(&major, &minor, &revision);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return $"{LibMosquitto.Name} not found: apt install libmosquitto1";
        }

        if (major != 2 || minor != 0)
            return $"{LibMosquitto.Name} is version {major}.{minor}.{revision}; 2.0.x is needed";

        // Not thread-safe, so only here; never cleaned up, because connections may outlive any owner one could name.
        var error = LibMosquitto.Init();
        return error == MosquittoError.Success ? null : $"{LibMosquitto.Name} does not start: {MosquittoError.Text(error, 0)}";
    }
}
