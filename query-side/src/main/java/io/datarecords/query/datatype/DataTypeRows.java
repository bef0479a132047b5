package io.datarecords.query.datatype;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.ListCrudRepository;

/** The rows of all data types; the database sorts their text by code point. */
interface DataTypeRows extends ListCrudRepository<DataTypeRow, Long> {

    List<DataTypeRow> findByWorkspace(UUID workspace, Sort sort);

    List<DataTypeRow> findByWorkspaceAndArchived(UUID workspace, boolean archived, Sort sort);
}
