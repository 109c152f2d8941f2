namespace OpcSpaces.Model.Alarms;

/// <summary>How far an alarm is.</summary>
public enum AlarmState
{
    /// <summary>It was raised, and nobody has said that they take care of it.</summary>
    Open,

    /// <summary>It is open, and somebody takes care of it.</summary>
    Acknowledged,

    /// <summary>Its condition is gone.</summary>
    Cleared,
}
