namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>Something that is polled, one at a time with the others on its bus.</summary>
internal interface IPolled
{
    /// <summary>The name in the log.</summary>
    string Name { get; }

    /// <summary>Reads the chip once, and returns the time until the next read. May block as long as a bus transfer takes. Throws only because of a bug.</summary>
    TimeSpan Poll();

    /// <summary><see cref="Poll"/> threw: the value is unknown until the chip answers. Returns the time until the next read.</summary>
    TimeSpan Fail();
}
