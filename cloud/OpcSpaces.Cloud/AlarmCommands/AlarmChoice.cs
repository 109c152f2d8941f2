namespace OpcSpaces.Cloud.AlarmCommands;

/// <summary>Which alarms are listed.</summary>
internal enum AlarmChoice
{
    /// <summary>Not cleared.</summary>
    Open,

    /// <summary>Not cleared, and somebody takes care.</summary>
    Acknowledged,
    Cleared,
    All,
}
