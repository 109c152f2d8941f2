using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>A method that the agent's is compared with. It derives presence from what sensors show, with parameters.</summary>
internal interface IPresenceMethod
{
    /// <summary>The name in the figures.</summary>
    string Name { get; }

    /// <summary>The same method with parameters that are fitted to this recording.</summary>
    IPresenceMethod Fit(RecordedRoom room);

    /// <summary>Its states over a part without gaps, in order.</summary>
    IReadOnlyList<ReportedState> Report(RecordedRoom stretch);
}
