using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// The energy of some zones: what their meters counted. Which meters there are is what the registry and the records say together. The
/// coverage is the share of the meters' time in which their registers were known.
/// </summary>
/// <remarks>
/// For comparison: Shenzhen's monitored office buildings needed 82.1 kWh/m² in 2020, of which lighting and plugs are about 64 %; which area that
/// is divided by is not said.
/// </remarks>
public sealed class EnergyUse
{
    private readonly UsageHistory _history;
    private readonly MetricRules _rules;
    private readonly MeterHistory[] _meters;
    private readonly string[] _zones;
    private readonly int _count;

    /// <param name="history">The records.</param>
    /// <param name="zones">The ids of the zones.</param>
    /// <param name="rules">The parameters.</param>
    public EnergyUse(UsageHistory history, IEnumerable<string> zones, MetricRules rules)
    {
        (_history, _rules, _zones) = (history, rules, [.. zones.Distinct()]);
        _meters = [.. history.Meters.Where(meter => _zones.Contains(meter.Zone))];
        _count = _meters.Select(meter => (meter.Zone, meter.Point))
            .Union(_zones.SelectMany(zone => history.Places.Points[zone].Where(point => point.StartsWith("meter/", StringComparison.Ordinal)).Select(point => (zone, point)))).Count();
    }

    /// <summary>
    /// All energy. What grew while a register was unknown is in it, because a register only grows; the lower bound leaves it out, because it may
    /// have been used before the history began. What grew over the hours of a wrong clock is in no hour. There is no upper bound where something is unknown.
    /// </summary>
    public Figure Total
    {
        get
        {
            if (_count == 0) return NoMeters(Units.KilowattHours);
            var (wh, unplaced, coverage) = (_meters.Sum(meter => meter.EnergyWh.Sum()), _meters.Sum(meter => meter.UnplacedWh.Sum()), Coverage);
            return Figure.Of(wh / 1_000.0, Units.KilowattHours, coverage, (wh - unplaced) / 1_000.0, coverage >= 1 ? wh / 1_000.0 : null, _rules.LeastCoverage);
        }
    }

    /// <summary>
    /// Energy outside of opening hours above the standby base load (<see cref="BaseLoad"/>), of the hours that are known. Of an hour that is partly
    /// open, the closed share counts. The bounds are those of the base load; there is no upper bound where an hour is unknown. The coverage is the
    /// share of the closed time in hours in which all meters were known.
    /// </summary>
    public Figure AfterHours
    {
        get
        {
            var (baseLoad, coverage) = (BaseLoad, KnownClosedTime);
            if (!baseLoad.IsSufficient) return baseLoad with { Unit = Units.KilowattHours };
            return Figure.Of(Above(baseLoad.Value!.Value), Units.KilowattHours, coverage, Above(baseLoad.High!.Value), coverage >= 1 ? Above(baseLoad.Low!.Value) : null, _rules.LeastCoverage);
        }
    }

    /// <summary>
    /// The standby base load: a low quantile (<see cref="MetricRules.BaseLoadQuantile"/>) of the mean power of closed night hours in which all meters
    /// were known. Its bounds are the quantile's own uncertainty, as the ranks that lie 1.28 standard deviations of the binomial distribution away.
    /// The coverage is the share of such hours among the closed night hours.
    /// </summary>
    public Figure BaseLoad
    {
        get
        {
            if (_count == 0) return NoMeters(Units.Watts);
            var (watts, nights) = (new List<long>(), 0);
            for (var hour = 0; hour < _history.Span.Hours; hour++)
            {
                if (_history.Span.OpenMs(hour) > 0 || _history.Span.LocalHour(hour) < _rules.NightFrom || _history.Span.LocalHour(hour) >= _rules.NightTo) continue;
                nights++;
                if (IsKnown(hour)) watts.Add(_meters.Sum(meter => meter.EnergyWh[hour]));
            }

            if (nights == 0) return Figure.Missing(Units.Watts, 1, "there is no closed night hour");
            if (watts.Count == 0) return Figure.Missing(Units.Watts, 0, "no night hour is known");
            watts.Sort();
            var (q, n) = (_rules.BaseLoadQuantile, watts.Count);
            var spread = 1.2815515655 * Math.Sqrt(n * q * (1 - q));
            return Figure.Of(At(q * n), Units.Watts, (double)n / nights, At((q * n) - spread), At((q * n) + spread), _rules.LeastCoverage);

            double At(double rank) => watts[Math.Clamp((int)Math.Ceiling(rank - 1e-9), 1, n) - 1];
        }
    }

    /// <summary>Energy per area of one basis, which is never exchanged for another one. Insufficient where a zone with a meter has no such area.</summary>
    public Figure PerSquareMetre(AreaBasis basis)
    {
        var (total, area) = (Total, 0.0);
        foreach (var zone in _zones)
        {
            if (_history.Places.AreaOf(zone, basis) is not { } squareMetres) return Figure.Missing(Units.KilowattHoursPerSquareMetre, total.Coverage, $"zone {zone} has no area with the basis {basis}");
            area += squareMetres;
        }

        return area > 0 ? total with { Unit = Units.KilowattHoursPerSquareMetre, Value = total.Value / area, Low = total.Low / area, High = total.High / area } : NoMeters(Units.KilowattHoursPerSquareMetre);
    }

    /// <summary>Energy per occupied seat-hour of the desks in the zones (<see cref="ZoneUse.SeatHours"/>). There is no upper bound where perhaps no seat was occupied.</summary>
    public Figure PerSeatHour(in Figure seatHours)
    {
        var total = Total with { Unit = Units.KilowattHoursPerSeatHour };
        if (!total.IsSufficient) return total;
        if (!seatHours.IsSufficient) return seatHours with { Unit = Units.KilowattHoursPerSeatHour };
        var coverage = Math.Min(total.Coverage, seatHours.Coverage);
        return seatHours.Value == 0 ? Figure.Missing(Units.KilowattHoursPerSeatHour, coverage, "no seat was occupied")
            : total with { Value = total.Value / seatHours.Value, Coverage = coverage, Low = total.Low / seatHours.High, High = seatHours.Low > 0 ? total.High / seatHours.Low : null };
    }

    private static Figure NoMeters(string unit) => Figure.Missing(unit, 1, "there are no meters");

    private double Coverage
    {
        get
        {
            var possible = (double)_history.Span.Hours * _count * CommunityCalendar.HourMs;
            return possible > 0 ? _meters.Sum(meter => meter.ObservedMs.Sum(ms => (long)ms)) / possible : 1;
        }
    }

    private double KnownClosedTime
    {
        get
        {
            var (known, closed) = (0L, 0L);
            for (var hour = 0; hour < _history.Span.Hours; hour++)
            {
                var closedMs = CommunityCalendar.HourMs - _history.Span.OpenMs(hour);
                closed += closedMs;
                if (IsKnown(hour)) known += closedMs;
            }

            return closed > 0 ? (double)known / closed : 1;
        }
    }

    private bool IsKnown(int hour)
    {
        if (_meters.Length < _count) return false;
        foreach (var meter in _meters)
        {
            if (meter.ObservedMs[hour] < CommunityCalendar.HourMs || meter.UnplacedWh[hour] > 0) return false;
        }

        return true;
    }

    private double Above(double baseWatts)
    {
        var kilowattHours = 0.0;
        for (var hour = 0; hour < _history.Span.Hours; hour++)
        {
            var closed = 1 - ((double)_history.Span.OpenMs(hour) / CommunityCalendar.HourMs);
            if (closed > 0 && IsKnown(hour)) kilowattHours += closed * Math.Max(0, _meters.Sum(meter => meter.EnergyWh[hour]) - baseWatts) / 1_000;
        }

        return kilowattHours;
    }
}
