namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>What is asked now and then, one at a time with all others on its bus.</summary>
internal interface IPolled
{
    /// <summary>Asks once, and says after how long to ask again. May block as long as a bus transfer does; does not throw.</summary>
    TimeSpan Poll();
}
