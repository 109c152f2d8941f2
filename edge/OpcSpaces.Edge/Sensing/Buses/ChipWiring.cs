namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>What is wired to a chip whose values depend on it.</summary>
public abstract record ChipWiring;

/// <summary>The resistor through which the measured direct current flows.</summary>
/// <param name="Ohms">Its resistance; 0.1 Ω on the usual INA219 modules.</param>
public sealed record ShuntWiring(double Ohms) : ChipWiring;

/// <summary>What is wired to one input, or a pair, of a converter that has several.</summary>
/// <param name="Input"><c>0</c> to <c>3</c> against ground, or <c>0-1</c>, <c>2-3</c> for a pair.</param>
public abstract record InputWiring(string Input) : ChipWiring;

/// <summary>A current clamp around one wire of an alternating-current circuit.</summary>
/// <param name="Input">The input of the converter, or the pair.</param>
/// <param name="AmperesPerVolt">The current for 1 V at the input; 30 for a clamp with 30 A : 1 V.</param>
/// <param name="Volts">The voltage of the circuit. It is not measured.</param>
/// <param name="PowerFactor">Real power by apparent power of the load. It is not measured.</param>
public sealed record ClampWiring(string Input, double AmperesPerVolt, double Volts, double PowerFactor) : InputWiring(Input);

/// <summary>A module that gives a level as a voltage against ground.</summary>
/// <param name="Input">The input of the converter.</param>
/// <param name="PerVolt">The level for 1 V at the input, in the unit of the level.</param>
public sealed record LevelWiring(string Input, double PerVolt) : InputWiring(Input);
