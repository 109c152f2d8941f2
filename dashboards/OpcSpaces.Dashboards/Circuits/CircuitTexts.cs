namespace OpcSpaces.Dashboards.Circuits;

/// <summary>The texts of circuits, in <c>CircuitTexts.resx</c> and <c>CircuitTexts.zh-CN.resx</c>.</summary>
public sealed class CircuitTexts;
