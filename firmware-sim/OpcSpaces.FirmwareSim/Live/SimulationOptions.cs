using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Live;

/// <summary>The options of a run of the simulated building.</summary>
public sealed record SimulationOptions
{
    public required BuildingPlan Building { get; init; }

    public required FleetOptions Fleet { get; init; }

    /// <summary>The start, as in <see cref="StartMoment.Parse"/>.</summary>
    public string Start { get; init; } = StartMoment.Now;

    /// <summary>
    /// Days before now to simulate first, unless the data directory already has them; 0 for none. With
    /// <see cref="StartMoment.Auto"/> the people then live by the real clock.
    /// </summary>
    public int HistoryDays { get; init; }

    /// <summary>
    /// 1 is real time. Another factor begins in the past and runs until it has caught up; <see cref="VirtualTimePacer.Unlimited"/>
    /// is as fast as possible.
    /// </summary>
    public double Speed { get; init; } = 1;
}
