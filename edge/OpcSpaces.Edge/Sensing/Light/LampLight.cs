using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Sensing.Light;

/// <summary>
/// Whether the lamps of a room are on, as far as the light shows it. People switch lamps on when they come into a dark room, and off only
/// when they leave (Hunt 1979, https://doi.org/10.1016/0360-1323(79)90025-8; Reinhart 2004, https://doi.org/10.1016/j.solener.2004.04.003).
/// A lamp is what makes a dark room light from one measurement to the next, which daylight never does; it is on until the room is dark, or
/// until the light falls by as much as it rose then, for twelve hours at most. A dark room is a grade of its own. Everything else is
/// daylight and has no grade: it is there with people and without, mostly in the hours of work, and clouds change it as quickly as lamps do. Where lamps are switched by a detector, a clock or never, the
/// <see cref="GradeTable"/> of the place finds out.
/// </summary>
internal sealed class LampLight : IGrader
{
    private const int Dark = 0, Lit = 1;

    // Nobody works in less, in lx. EN 12464-1 asks for 500 lx at a desk and 100 lx in a corridor.
    private const double DarkLux = 10;

    // A lamp gives at least this much where the sensor is, in lx.
    private const double LeastLampLux = 30;

    // A fall of this part of the rise, or more, may be the lamp.
    private const double SameShare = 0.7;

    // From one measurement to the next, in ms. Dawn needs longer.
    private const long StepMs = 180_000;

    // Lamps that are on for longer were forgotten.
    private const long ForgottenMs = 12 * 3_600_000;

    private double? _before;
    private double _lampLux;
    private long _beforeMs, _litMs, _judgedMs;

    public GradeShares Usual { get; } = new([0.42, 0.58], [0.58, 0.42]);

    public long WindowMs => 0;

    public int? Grade { get; private set; }

    public bool Take(double value, double? occupied, long ms)
    {
        var before = Grade;
        Grade = Next(value, ms);
        (_before, _beforeMs) = (value, ms);
        if (Grade == before && ms - _judgedMs < GradeTable.LessonMs) return false;
        _judgedMs = ms;
        return true;
    }

    public void Lose() => (_before, Grade) = (null, null);

    private int? Next(double lux, long ms)
    {
        if (lux < DarkLux) return Dark;
        var rise = _before is { } before && ms - _beforeMs <= StepMs ? lux - before : 0;
        if (Grade == Dark && rise >= LeastLampLux)
        {
            (_lampLux, _litMs) = (rise, ms);
            return Lit;
        }

        return Grade == Lit && -rise < SameShare * _lampLux && ms - _litMs < ForgottenMs ? Lit : null;
    }
}
