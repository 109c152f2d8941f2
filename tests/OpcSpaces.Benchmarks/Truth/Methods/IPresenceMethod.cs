namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>A method that derives presence from motion, with its parameters.</summary>
internal interface IPresenceMethod
{
    /// <summary>The name in the figures.</summary>
    string Name { get; }

    /// <summary>The same method with parameters that are fitted to this recording.</summary>
    IPresenceMethod Fit(RecordedRoom room);

    /// <summary>Its states over a part without gaps, in order.</summary>
    IReadOnlyList<ReportedState> Report(RecordedRoom stretch);
}
