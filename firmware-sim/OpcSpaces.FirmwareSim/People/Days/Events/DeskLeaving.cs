namespace OpcSpaces.FirmwareSim.People.Days.Events;

/// <summary>What somebody leaves behind at the desk.</summary>
[Flags]
internal enum DeskLeaving
{
    None = 0,

    /// <summary>A jacket or bag on the chair.</summary>
    Bag = 1,

    /// <summary>A machine that is still on.</summary>
    MachineIdles = 2,

    /// <summary>A machine that computes at full load.</summary>
    JobRuns = 4,
}
