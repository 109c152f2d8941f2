using OpcSpaces.Model.Alarms.Sights;

namespace OpcSpaces.Alarms.Judging;

/// <summary>Gathers what is known now. What cannot be known now is said in the sight, and is no exception.</summary>
public interface IAlarmSightReader
{
    /// <summary>Called by one thread at a time.</summary>
    AlarmSight Read();
}
