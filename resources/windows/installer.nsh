; Additions to electron-builder's NSIS installer.
; Windows shows only registered applications in Settings, Default apps; who opens tel: links remains the user's choice.
!define DESKLINE_CAPABILITIES "Software\Deskline\Capabilities"

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Deskline.Phone" "" "Deskline"
  WriteRegStr SHCTX "Software\Classes\Deskline.Phone" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\Deskline.Phone\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\Deskline.Phone\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "${DESKLINE_CAPABILITIES}" "ApplicationName" "Deskline"
  WriteRegStr SHCTX "${DESKLINE_CAPABILITIES}" "ApplicationDescription" "The desktop companion of a desk phone"
  WriteRegStr SHCTX "${DESKLINE_CAPABILITIES}\URLAssociations" "tel" "Deskline.Phone"
  WriteRegStr SHCTX "${DESKLINE_CAPABILITIES}\URLAssociations" "callto" "Deskline.Phone"
  WriteRegStr SHCTX "Software\RegisteredApplications" "Deskline" "${DESKLINE_CAPABILITIES}"
!macroend

!macro customUnInstall
  ; An update uninstalls the old version first: what the user chose stays then.
  ${ifNot} ${isUpdated}
    ; Log-in, phone links and access tokens of the user who uninstalls. It ends by itself after 20 seconds.
    ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" clean-up'
    DeleteRegValue SHCTX "Software\RegisteredApplications" "Deskline"
    DeleteRegKey SHCTX "Software\Deskline\Capabilities"
    DeleteRegKey /ifempty SHCTX "Software\Deskline"
    DeleteRegKey SHCTX "Software\Classes\Deskline.Phone"
    DetailPrint "Settings, calls and records of users stay in %APPDATA%\Deskline."
  ${endIf}
!macroend
