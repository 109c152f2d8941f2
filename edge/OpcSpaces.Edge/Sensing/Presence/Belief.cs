using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The probability of each state of a place, for each of the <see cref="PresenceModel.Sitters"/> kinds of people that differ in how
/// still they sit. The sum of all weights is 1.
/// </summary>
internal struct Belief
{
    private Weights _weights;

    /// <summary>Natural logarithm of the odds that somebody is there.</summary>
    public readonly double LogOdds
    {
        get
        {
            var (here, absent) = (1e-300, 1e-300);
            foreach (ref readonly var kind in (ReadOnlySpan<StateWeights>)_weights)
            {
                here += kind.Here;
                absent += kind.Absent;
            }

            return Math.Log(here / absent);
        }
    }

    /// <summary>Whether it is more likely than not that nobody has left since the place was last reported as free.</summary>
    public readonly bool Stayed
    {
        get
        {
            var (stayed, all) = (0.0, 0.0);
            foreach (ref readonly var kind in (ReadOnlySpan<StateWeights>)_weights)
            {
                stayed += kind.StayedMoving + kind.StayedStill;
                all += kind.Sum;
            }

            return stayed > all / 2;
        }
    }

    /// <summary>The weights for one kind of people.</summary>
    [UnscopedRef]
    public ref StateWeights Of(int kind) => ref _weights[kind];

    /// <summary>People came or went: of the weight of presence the share <paramref name="gone"/> becomes absence, and of the weight of absence the share <paramref name="come"/> becomes somebody who moves.</summary>
    public void Mix(double gone, double come)
    {
        foreach (ref var kind in (Span<StateWeights>)_weights) kind.Mix(gone, come);
    }

    public void Normalize()
    {
        var sum = 0.0;
        foreach (ref readonly var kind in (ReadOnlySpan<StateWeights>)_weights) sum += kind.Sum;
        var scale = 1 / sum;
        foreach (ref var kind in (Span<StateWeights>)_weights) kind = kind.Scaled(scale);
    }

    [InlineArray(PresenceModel.Sitters)]
    private struct Weights
    {
        private StateWeights _first;
    }
}
