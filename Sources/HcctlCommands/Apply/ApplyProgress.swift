internal import ClusterModel
internal import ControllerDaemon
internal import Presentation
internal import World

/// Writes the events of an apply to standard error, as text or as JSON.
struct ApplyProgress {
    private let printer: ProgressPrinter
    private let log: ControllerLog?

    init(_ format: ControllerLog.Format, _ printer: ProgressPrinter, time: any TimeSource) {
        self.printer = printer
        // Each line goes where the command's own standard error goes.
        let sink = Console.sink
        log =
            switch format {
            case .text: nil
            case .json:
                ControllerLog(
                    .json, least: .info, isForJournal: false, time: time, write: { sink.write([$0], toErrors: true) })
            }
    }

    func show(_ event: RunEvent) {
        guard let log else { return printer.show(event) }
        log.add(.cycle(event))
    }
}
