namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>What is asked now and then, one at a time with all others on its bus.</summary>
internal interface IPolled
{
    /// <summary>For the log.</summary>
    string Name { get; }

    /// <summary>Asks once, and says after how long to ask again. May block as long as a bus transfer does; throws only what is a bug.</summary>
    TimeSpan Poll();

    /// <summary><see cref="Poll"/> threw: nothing is known until it answers; says after how long to ask again.</summary>
    TimeSpan Fail();
}
