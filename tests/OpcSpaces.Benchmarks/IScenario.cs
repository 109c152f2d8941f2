namespace OpcSpaces.Benchmarks;

/// <summary>One thing that is measured. It starts every real part that it needs, measures side by side in one run, and stops what it started.</summary>
internal interface IScenario
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>One sentence for the help.</summary>
    string Measures { get; }

    /// <summary>Measures; what is worth reading on the way goes to <paramref name="log"/>. The figures' names carry their units.</summary>
    Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop);
}
