internal import ClusterModel
internal import World

/// Carries out one step, and emits its begin and its end.
struct StepRunner {
    let executor: Executor
    let time: any TimeSource
    let tell: @Sendable (RunEvent) -> Void
    /// When the run began.
    let begin: Duration

    func take(_ step: Step) async -> TakenStep {
        tell(.stepStarted(step))
        let begun = time.uptime()
        let result = await executor.perform(step)
        let took = time.uptime() - begun
        tell(.stepFinished(step, result, took: took))
        return TakenStep(step, result, begun: begun - begin, took: took)
    }
}
