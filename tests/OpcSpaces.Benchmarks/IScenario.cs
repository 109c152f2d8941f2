namespace OpcSpaces.Benchmarks;

/// <summary>One scenario. It starts every program that it needs, measures, and stops what it started.</summary>
internal interface IScenario
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>One sentence for the help.</summary>
    string Measures { get; }

    /// <summary>Measures. Progress goes to <paramref name="log"/>. The names of the figures contain their units.</summary>
    Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop);
}
