using System.Text.Json.Serialization;

namespace OpcSpaces.Edge.Config;

/// <summary>One measured thing and the pin that its signal comes in on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "sensor")]
[JsonDerivedType(typeof(MotionConfig), MotionConfig.Sensor)]
[JsonDerivedType(typeof(PulseMeterConfig), PulseMeterConfig.Sensor)]
public abstract record PointConfig
{
    /// <summary><c>desk/12</c> or <c>meter/3</c>: a kind, a slash and a number or name; metric names begin with it.</summary>
    public required string Point { get; init; }

    /// <summary>Number of the input, as the pin driver counts.</summary>
    public required int Pin { get; init; }
}
