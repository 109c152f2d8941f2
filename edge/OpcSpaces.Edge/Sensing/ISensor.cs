namespace OpcSpaces.Edge.Sensing;

/// <summary>One sensor at work. Disposing it ends its readings; what it had seen was reported before.</summary>
internal interface ISensor : IDisposable
{
    /// <summary>Null for a sensor that is sound and always was.</summary>
    SensorHealth? Trouble { get; }
}
