namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>A way to tell presence from motion, with its parameters set.</summary>
internal interface IPresenceMethod
{
    /// <summary>The word in the figures' names.</summary>
    string Name { get; }

    /// <summary>The same with parameters that suit this recording.</summary>
    IPresenceMethod Fit(RecordedRoom room);

    /// <summary>What it says of a stretch without gaps, in order.</summary>
    IReadOnlyList<ToldState> Tell(RecordedRoom stretch);
}
