namespace MusicCnn.Layers;

/// <summary>Specifies the cells of a recurrent layer.</summary>
public enum RecurrentCell
{
    /// <summary>Long short-term memory: a state and a memory with input, forget and output gates (Hochreiter and Schmidhuber 1997, Gers and others 2000).</summary>
    Lstm,

    /// <summary>Gated recurrent units: a state with reset and update gates, three quarters of the weights (Cho and others 2014).</summary>
    Gru,
}
