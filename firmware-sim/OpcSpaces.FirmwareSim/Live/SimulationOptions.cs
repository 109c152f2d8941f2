using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Live;

/// <summary>What a run of the simulated building was asked for.</summary>
public sealed record SimulationOptions
{
    public required BuildingPlan Building { get; init; }

    public required FleetOptions Fleet { get; init; }

    /// <summary>As <see cref="StartMoment.Parse"/> takes it.</summary>
    public string Start { get; init; } = StartMoment.Now;

    /// <summary>Days that are lived through before the present, unless they were already; 0 for none. Then people live by the clock of the place where the start is <see cref="StartMoment.Auto"/>.</summary>
    public int HistoryDays { get; init; }

    /// <summary>1 lives with the wall clock; another factor begins in the past and runs until it has caught up; <see cref="VirtualTimePacer.Unlimited"/> as fast as possible.</summary>
    public double Speed { get; init; } = 1;
}
