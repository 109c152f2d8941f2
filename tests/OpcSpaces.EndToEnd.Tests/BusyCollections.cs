namespace OpcSpaces.EndToEnd.Tests;

/// <summary>Tests that keep the processor busy. Those of one collection follow each other; the others, which mostly wait, run beside them.</summary>
internal static class BusyCollections
{
    /// <summary>They run <c>cloud/run</c> and scripts that build, which two at once would do to the same folders.</summary>
    public const string Scripts = "scripts that build and start everything";

    /// <summary>Many gateways at once.</summary>
    public const string Crowds = "crowds of gateways";
}
