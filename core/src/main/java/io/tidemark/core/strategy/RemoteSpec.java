package io.tidemark.core.strategy;

/**
 * Where a model of a strategy is asked that another process serves, by the Open Inference Protocol.
 *
 * @param url of the server, without a slash at its end
 * @param model its name there; empty for the artefact's id
 * @param version of it there; empty for whatever the server takes
 * @param input name of the tensor that it is given; empty for the artefact's
 * @param output name of the tensor that it answers with; empty for the artefact's
 * @param timeout from the question to the whole answer, ms; what comes later is an abstention
 */
public record RemoteSpec(
    String url, String model, String version, String input, String output, long timeout) {}
