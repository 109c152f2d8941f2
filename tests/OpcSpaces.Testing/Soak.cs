namespace OpcSpaces.Testing;

/// <summary>Whether the long versions of the fault and random tests are wanted: OPCSPACES_SOAK=1, set by `tests/run --soak`.</summary>
public static class Soak
{
    public static bool IsOn => Environment.GetEnvironmentVariable("OPCSPACES_SOAK") == "1";

    /// <summary>How many rounds a test runs: the usual number, or the long one under soak.</summary>
    public static int Rounds(int usual, int soak) => IsOn ? soak : usual;
}
